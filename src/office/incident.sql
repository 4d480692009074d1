-- :query incident_given  What has been handed in for a duty, each text once.
SELECT DISTINCT r.facts FROM duty d JOIN item i ON i.matter = d.matter AND i.duty = d.id
JOIN handover h ON h.item = i.id JOIN revision r ON r.item = i.id AND r.number = h.revision
WHERE d.id = $1 AND i.genre = 'incident';
