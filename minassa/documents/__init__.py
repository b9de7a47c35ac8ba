"""The forms of the manual as papers: written as PDF, XLSX and DOCX, and read back from XLSX."""
