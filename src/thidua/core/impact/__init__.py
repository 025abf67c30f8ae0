"""What joint activities came to, counted once and honestly: facts → figures with method and range.

Read in this order: `facts` (what can be noted), `amounts` and `figure` (what a figure is), `mass`, `people`, `effort`
(how figures arise), `claims`, `reckoning` (one activity), `register` (merged reports, parents), `reports` (sums for a
page or a paper), `shares`; `factors` has the cited values, `wording` the words. Points never come from kilograms.
"""
