"""The progress report: تقرير سير العمل."""
