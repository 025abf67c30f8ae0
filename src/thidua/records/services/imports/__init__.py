"""Tables that go into record books."""
