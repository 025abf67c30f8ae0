"""Thi Đua Số: one closed year of emulation and commendation on one record."""

__version__ = "0.1.0"
