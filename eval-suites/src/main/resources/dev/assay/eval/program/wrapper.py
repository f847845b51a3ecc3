# Runs the program that comes on standard input, in the process's own interpreter, and says on what was standard output
# how it went. Arguments: seconds of CPU, bytes of memory, processes, bytes of a file, open files.
import os, resource, sys
def start():
    wanted = [int(argument) for argument in sys.argv[1:]]
    nonce = sys.stdin.buffer.read(32)
    program = sys.stdin.buffer.read()
    channel = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    # The hard limit of CPU time is a second later: the signal at the soft one tells it from other ends.
    kinds = ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE")
    for kind, value in zip(kinds, wanted):
        resource.setrlimit(getattr(resource, kind), (value, value + 1 if kind == "RLIMIT_CPU" else value))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.write(channel, b"started %d.%d.%d\n" % sys.version_info[:3])
    del sys.argv[:]
    return nonce, program, channel
nonce, program, channel = start()
try:
    # Empty globals: __name__ is not __main__, so that a main block at the end does not run, as in human-eval.
    exec(compile(program.decode("utf-8", "replace"), "program", "exec"), {})
except BaseException as error:
    os.write(channel, b"raised " + type(error).__name__.encode("ascii", "replace")[:64] + b"\n")
    os._exit(1)
os.write(channel, nonce + b"\n")
os._exit(0)
