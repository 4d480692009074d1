-- Moments at which a text lay before the Portal: what a unit's leader sent, what the Portal saved,
-- what it sent back. Texts that never did are the unit's own (law/workflow.h, workflow_sight).
CREATE VIEW handover AS
SELECT item, revision, at FROM step
WHERE from_state NOT IN ('draft', 'submitted', 'returned', 'dropped')
	OR to_state NOT IN ('draft', 'submitted', 'returned', 'dropped');
