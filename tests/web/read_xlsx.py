"""What stands in a workbook, as JSON: read by openpyxl, which had no part in writing it."""
import json
import sys
import openpyxl

out = []
for page in openpyxl.load_workbook(sys.argv[1]).worksheets:
    cells = [list(row) for row in page.iter_rows()]
    out.append({
        "name": page.title,
        "rows": [[c.value.isoformat() if hasattr(c.value, "isoformat") else c.value for c in row] for row in cells],
        "formats": [[c.number_format for c in row] for row in cells],
        "charts": len(page._charts),
    })
json.dump(out, sys.stdout, default=str)
