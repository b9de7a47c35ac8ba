"""F-01, the plan of action: نموذج خطة العمل."""
