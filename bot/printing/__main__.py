"""Makes one document: facts as JSON in, the file out."""

import sys

from bot.printing import MAKERS

sys.stdout.buffer.write(MAKERS[sys.argv[1]](sys.stdin.read()))
