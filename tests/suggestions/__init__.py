"""The search, judged: requests as teachers type them, what two judges would send, and the figures.

    python -m tests.suggestions             the tune set
    python -m tests.suggestions holdout     the hold-out, for the record only

`requests.csv` was written from the users' side by two writers who had never seen the catalogue;
`judged/` holds what each of two judges found by reading the whole catalogue (`HOW-TO-JUDGE.md`).
"""
