"""busday.py - numpy's busday_offset over the same days: how many dates it gives in a second of processor time."""
import csv
import time

import numpy

COUNT = 1_000_000
ROUNDS = 5

with open("calendars/vn.csv", encoding="utf-8") as file:
    holidays = [row["date"] for row in csv.DictReader(file) if row["kind"] != "swapped_working"]
calendar = numpy.busdaycalendar(holidays=holidays)  # it knows no working Saturdays
days = numpy.datetime64("2019-01-01") + numpy.random.default_rng(1).integers(0, 2500, COUNT)
took = []
for _ in range(ROUNDS):
    begun = time.process_time()
    numpy.busday_offset(days, 5, roll="backward", busdaycal=calendar)
    took.append(time.process_time() - begun)
print(round(COUNT / min(took)))
