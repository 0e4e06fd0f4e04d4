"""Documents of a school or a cohort: what each is told, as JSON for its template.

The words stand in `templates/documents/`; what is computed here are facts, and of the words those
that the screens have too.
"""
