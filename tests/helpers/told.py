"""What a panel tells beside its picture."""


def problem(panel) -> str:
    """The sentence that says what is wrong, or nothing where all is well."""
    return panel.status.text if panel.status.problem else ""
