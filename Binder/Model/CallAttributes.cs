using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Model;

/// <summary>The attributes that a method of a contract, or a message type, carries, read in one pass: each look-up costs as much as all.</summary>
internal readonly struct CallAttributes
{
    public CallAttributes(SyscallAttribute? syscall, bool isShort, bool isBlocking, bool describesParameters = true)
    {
        Syscall = syscall;
        IsShort = isShort;
        IsBlocking = isBlocking;
        DescribesParameters = describesParameters;
    }

    public SyscallAttribute? Syscall { get; }

    public bool IsShort { get; }

    public bool IsBlocking { get; }

    /// <summary>Whether parameters may carry attributes, too.</summary>
    public bool DescribesParameters { get; }

    public SyscallTransition Transition => IsShort ? SyscallTransition.Short : IsBlocking ? SyscallTransition.Blocking : SyscallTransition.Ordinary;

    /// <summary>Those of methods that a type declares, in the order of the methods.</summary>
    [RequiresUnreferencedCode("Resolves types of attributes.")]
    public static CallAttributes[] Of(Type type, MethodInfo[] methods)
    {
        CallAttributes[] attributes = new CallAttributes[methods.Length];
        bool isOpen = DeclaredMarks.TryOpen(type, out DeclaredMarks marks);
        for (int i = 0; i < methods.Length; i++)
        {
            if (!isOpen || !marks.TryRead(methods[i], out attributes[i]))
            {
                attributes[i] = Of(methods[i]);
            }
        }

        GC.KeepAlive(type); // its metadata lives as long as it does
        return attributes;
    }

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
