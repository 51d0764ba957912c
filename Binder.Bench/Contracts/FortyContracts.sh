#!/bin/sh
# Writes FortyContracts.g.cs: 40 interfaces of 10 calls with plain scalars, for the rows that bind many contracts at once.
cd "$(dirname "$0")" || exit 1
awk '
BEGIN {
    split("int uint long ulong nint nuint short byte bool ushort", types, " ")
    print "// Written by FortyContracts.sh."
    print "#nullable enable"
    print "namespace Binder.Bench.Contracts;"
    print ""
    print "internal static class FortyContracts"
    print "{"
    print "    public static readonly Type[] All ="
    print "    ["
    for (i = 0; i < 40; i++) printf "        typeof(IContract%02d),\n", i
    print "    ];"
    print "}"
    for (i = 0; i < 40; i++) {
        printf "\n[SyscallInterface]\npublic interface IContract%02d\n{\n", i
        for (j = 0; j < 10; j++) {
            printf "    [Syscall(%d)] int Call%d(", i * 10 + j, j
            for (a = 0; a < (i + j) % 7; a++) printf "%s%s a%d", a ? ", " : "", types[(i * 3 + j * 5 + a * 7) % 10 + 1], a
            print ");"
        }
        print "}"
    }
}' > FortyContracts.g.cs
