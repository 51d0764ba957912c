using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Model;

/// <summary>Reads the calls that a contract declares and inherits, and everything that is wrong with it whatever the shape.</summary>
internal sealed class ContractReader
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Type _contract;
    private readonly List<SyscallDescriptor> _calls;
    private readonly DiagnosticList _problems;
    private readonly ExplicitBodies _explicitBodies = new();

    private ContractReader(Type contract, List<SyscallDescriptor> calls, DiagnosticList problems) =>
        (_contract, _calls, _problems) = (contract, calls, problems);

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    public static void Read(Type contract, List<SyscallDescriptor> calls, DiagnosticList problems)
    {
        if (contract.GetType() != typeof(Type).GetType())
        {
            problems.Add(ContractDiagnostics.NotLoaded(contract));
        }
        else if (!contract.IsInterface)
        {
            problems.Add(ContractDiagnostics.NoInterface(contract));
        }
        else if (!IsMarked(contract))
        {
            problems.Add(ContractDiagnostics.NotMarked(contract));
        }
        else if (contract.ContainsGenericParameters)
        {
            problems.Add(ContractDiagnostics.OpenGeneric(contract));
        }
        else
        {
            new ContractReader(contract, calls, problems).ReadAll();
        }
    }

    [RequiresUnreferencedCode("Resolves types of attributes.")]
    private static bool IsMarked(Type contract)
    {
        bool isMarked = DeclaredMarks.TryOpen(contract, out DeclaredMarks marks)
            ? marks.IsContract(contract)
            : contract.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false);
        GC.KeepAlive(contract); // its metadata lives as long as it does
        return isMarked;
    }

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void ReadAll()
    {
        Type[] inherited = _contract.GetInterfaces();
        if (inherited.Length > 0)
        {
            foreach (Type type in (Type[])[.. inherited, _contract])
            {
                _explicitBodies.AddAll(type.GetMethods(Declared));
            }
        }

        foreach (Type type in inherited)
        {
            ReadMembers(type);
        }

        ReadMembers(_contract);
    }

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void ReadMembers(Type type)
    {
        MethodInfo[] methods = type.GetMethods(Declared);
        HashSet<MethodInfo>? accessors = MayHaveAccessors(methods) ? ReadAccessors(type) : null;
        string[] names = MethodNames.Of(type, methods);
        CallAttributes[] attributes = CallAttributes.Of(type, methods);
        _calls.EnsureCapacity(_calls.Count + methods.Length);
        for (int i = 0; i < methods.Length; i++)
        {
            if (accessors is null || !accessors.Contains(methods[i]))
            {
                ReadMethod(methods[i], names[i], attributes[i]);
            }
        }
    }

    /// <summary>Most contracts have neither properties nor events, and looking for them takes as long as all methods.</summary>
    private static bool MayHaveAccessors(MethodInfo[] methods)
    {
        foreach (MethodInfo method in methods)
        {
            if (method.IsSpecialName)
            {
                return true;
            }
        }

        return false;
    }

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private HashSet<MethodInfo> ReadAccessors(Type type)
    {
        HashSet<MethodInfo> accessors = [];
        ReadProperties(type, accessors);
        ReadEvents(type, accessors);
        return accessors;
    }

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void ReadProperties(Type type, HashSet<MethodInfo> accessors)
    {
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            MethodInfo[] own = property.GetAccessors(nonPublic: true);
            accessors.UnionWith(own);
            if (Array.Exists(own, NeedsProxy))
            {
                _problems.Add(ContractDiagnostics.Property(property));
            }
        }
    }

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void ReadEvents(Type type, HashSet<MethodInfo> accessors)
    {
        foreach (EventInfo @event in type.GetEvents(Declared))
        {
            MethodInfo[] own = [@event.AddMethod!, @event.RemoveMethod!];
            accessors.UnionWith(own);
            if (Array.Exists(own, NeedsProxy))
            {
                _problems.Add(ContractDiagnostics.Event(@event));
            }
        }
    }

    /// <summary>Whether an accessor would have to be a call, since it says so or nothing else is there to run.</summary>
    private bool NeedsProxy(MethodInfo accessor)
    {
        MethodInfo[] bodies = _explicitBodies.For(accessor);
        return CallAttributes.Of(accessor).Syscall is not null
            || (bodies.Length == 0 ? accessor is { IsAbstract: true, IsPrivate: false } : Array.Exists(bodies, body => body.IsAbstract));
    }

    private void ReadMethod(MethodInfo method, string methodName, CallAttributes attributes)
    {
        MethodInfo[] bodies = method.IsPrivate ? [] : _explicitBodies.For(method);
        if (attributes.Syscall is null && bodies.Length == 0 && method is { IsAbstract: true, IsStatic: false } && MessageType.Of(method) is { } message)
        {
            CheckKind(method, attributes);
            MessageReader.Read(_contract, method, message, _calls, _problems);
            return;
        }

        if (attributes.Syscall is null || bodies.Length > 0)
        {
            CheckBody(method, bodies, attributes);
            return;
        }

        int before = _problems.Errors;
        CheckKind(method, attributes);
        GivenNumber.Read(method, attributes.Syscall.Number, _problems, out string? name, out ulong? number);
        if (_problems.Errors == before)
        {
            _calls.Add(new(_contract, method, name ?? methodName, number, attributes.Transition) { DescribesParameters = attributes.DescribesParameters });
        }
    }

    /// <summary>A method that is no call of this contract must have a body, and just one.</summary>
    private void CheckBody(MethodInfo method, MethodInfo[] bodies, CallAttributes attributes)
    {
        switch (bodies)
        {
            case []:
                CheckOwnBody(method, attributes);
                break;
            case [{ IsAbstract: true } again]:
                if (CallAttributes.Of(again).Syscall is null)
                {
                    _problems.Add(ContractDiagnostics.BodyTakenAway(again, method));
                }

                break;
            case [_, _, ..]:
                _problems.Add(ContractDiagnostics.TwoBodies(method, bodies[0], bodies[1], _contract));
                break;
        }
    }

    private void CheckOwnBody(MethodInfo method, CallAttributes attributes)
    {
        if (method is { IsAbstract: true, IsStatic: true })
        {
            _problems.Add(ContractDiagnostics.StaticAbstract(method));
        }
        else if (method is { IsAbstract: true, IsPrivate: false })
        {
            _problems.Add(ContractDiagnostics.MethodWithoutSyscall(method, _contract));
        }
        else if (attributes.IsShort || attributes.IsBlocking)
        {
            _problems.Add(ContractDiagnostics.DurationOfNoCall(method, attributes.IsShort ? "[Short]" : "[Blocking]"));
        }
    }

    private void CheckKind(MethodInfo method, CallAttributes attributes)
    {
        if (method is { IsAbstract: true, IsStatic: true })
        {
            _problems.Add(ContractDiagnostics.StaticAbstract(method));
        }
        else if (!method.IsVirtual || method.IsFinal || method.IsPrivate || method.IsStatic)
        {
            _problems.Add(ContractDiagnostics.CannotOverride(method));
        }

        if (method.IsGenericMethodDefinition)
        {
            _problems.Add(ContractDiagnostics.GenericMethod(method));
        }

        if (attributes.IsShort && attributes.IsBlocking)
        {
            _problems.Add(ContractDiagnostics.Contradiction(
                method, "[Short]", "[Blocking]", "a call that never blocks cannot be one that may block"));
        }
    }
}
