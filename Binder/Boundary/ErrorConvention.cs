namespace Binder;

/// <summary>How an answer says that the call failed.</summary>
public enum ErrorConvention
{
    /// <summary>One register; -4095 to -1 is the negated error number, as Linux answers (syscall(2), errno(3)).</summary>
    NegativeErrno,

    /// <summary>
    /// The last register of the answers holds a status: 0 for a value, else 1 + the <see cref="SyscallErrorKind"/>. The registers before it
    /// hold the value's scalars, or those of the call's own error, one each.
    /// </summary>
    Tagged,

    /// <summary>A register of its own holds the error. This version refuses it (SB4008).</summary>
    ErrorRegister,

    /// <summary>The processor's carry flag tells a value from an error. This version refuses it (SB4008).</summary>
    CarryFlag,
}
