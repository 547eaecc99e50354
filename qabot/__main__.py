"""The command line: `python -m qabot index | ask | chat | serve | show | tables | eval | doctor`.

Answers go to standard output, everything else to standard error. Exit codes: 0 answered, 1 not answered by the
profiles (doctor: something must be done), 2 an error that the message tells how to put right.
"""

from __future__ import annotations

import sys

from qabot.errors import QabotError
from qabot.ready import lean, ready, tell


def main() -> None:
    """Run the command line; an error a user can put right is two lines on standard error and exit code 2."""
    try:
        match sys.argv[1:]:
            case ["ask", question] if not question.startswith("-"):
                sys.exit(_asked(question))
        from qabot.commands import app  # late: Typer takes 30 ms, and most of the time it is a plain question

        app()
    except QabotError as error:
        tell(error)
        sys.exit(2)


def _asked(question: str) -> int:
    """`ask` without options."""
    lean()
    answer = ready(None, None).ask(question)
    sys.stdout.write(f"{answer}\n")
    return 0 if answer.answered else 1


if __name__ == "__main__":
    main()
