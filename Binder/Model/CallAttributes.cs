using System.Reflection;

namespace Binder.Model;

/// <summary>The attributes that a method of a contract, or a message type, carries, read in one pass: each look-up costs as much as all.</summary>
internal readonly struct CallAttributes
{
    private CallAttributes(SyscallAttribute? syscall, bool isShort, bool isBlocking) =>
        (Syscall, IsShort, IsBlocking) = (syscall, isShort, isBlocking);

    public SyscallAttribute? Syscall { get; }

    public bool IsShort { get; }

    public bool IsBlocking { get; }

    public SyscallTransition Transition => IsShort ? SyscallTransition.Short : IsBlocking ? SyscallTransition.Blocking : SyscallTransition.Ordinary;

    public static CallAttributes Of(MemberInfo member)
    {
        SyscallAttribute? syscall = null;
        bool isShort = false;
        bool isBlocking = false;
        foreach (object attribute in member.GetCustomAttributes(inherit: false))
        {
            switch (attribute)
            {
                case SyscallAttribute found:
                    syscall = found;
                    break;
                case ShortAttribute:
                    isShort = true;
                    break;
                case BlockingAttribute:
                    isBlocking = true;
                    break;
            }
        }

        return new(syscall, isShort, isBlocking);
    }
}
