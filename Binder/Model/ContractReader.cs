using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
    private readonly HashSet<string> _explicitBodies = [];

    private ContractReader(Type contract, List<SyscallDescriptor> calls, DiagnosticList problems) =>
        (_contract, _calls, _problems) = (contract, calls, problems);

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    public static void Read(Type contract, List<SyscallDescriptor> calls, DiagnosticList problems)
    {
        if (!contract.IsInterface || !contract.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false))
        {
            problems.Add(ContractDiagnostics.NotAContract(contract));
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

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void ReadAll()
    {
        Type[] interfaces = [.. _contract.GetInterfaces(), _contract];
        if (interfaces.Length > 1)
        {
            FindExplicitBodies(interfaces);
        }

        foreach (Type type in interfaces)
        {
            ReadPropertiesAndEvents(type);
            foreach (MethodInfo method in type.GetMethods(Declared))
            {
                if (!method.IsSpecialName)
                {
                    ReadMethod(method);
                }
            }
        }
    }

    /// <summary>Bodies that an interface gives to a method of its base: <c>int IBase.M() => 1;</c>.</summary>
    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void FindExplicitBodies(Type[] interfaces)
    {
        foreach (Type type in interfaces)
        {
            foreach (MethodInfo method in type.GetMethods(Declared))
            {
                if (!method.IsAbstract && method.Name.Contains('.', StringComparison.Ordinal))
                {
                    _explicitBodies.Add(method.Name);
                }
            }
        }
    }

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void ReadPropertiesAndEvents(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            if (property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsAbstract))
            {
                _problems.Add(ContractDiagnostics.Property(property));
            }
        }

        foreach (EventInfo @event in type.GetEvents(Declared))
        {
            if (@event.AddMethod is { IsAbstract: true } or { IsAbstract: true, IsStatic: true })
            {
                _problems.Add(ContractDiagnostics.Event(@event));
            }
        }
    }

    private void ReadMethod(MethodInfo method)
    {
        CallAttributes attributes = CallAttributes.Of(method);
        if (attributes.Syscall is null)
        {
            if (method is { IsAbstract: true, IsStatic: true })
            {
                _problems.Add(ContractDiagnostics.StaticAbstract(method));
            }
            else if (method.IsAbstract && !HasExplicitBody(method))
            {
                _problems.Add(ContractDiagnostics.MethodWithoutSyscall(method));
            }

            return;
        }

        int before = _problems.Found.Count;
        CheckKind(method, attributes);
        (string? name, ulong? number) = ReadNumber(method, attributes.Syscall.Number);
        if (_problems.Found.Count == before)
        {
            SyscallTransition transition = attributes.IsShort ? SyscallTransition.Short
                : attributes.IsBlocking ? SyscallTransition.Blocking
                : SyscallTransition.Ordinary;
            _calls.Add(new SyscallDescriptor(_contract, method, name, number, transition));
        }
    }

    private bool HasExplicitBody(MethodInfo method) =>
        _explicitBodies.Contains($"{method.DeclaringType!.FullName?.Replace('+', '.')}.{method.Name}");

    private void CheckKind(MethodInfo method, CallAttributes attributes)
    {
        if (method is { IsAbstract: true, IsStatic: true })
        {
            _problems.Add(ContractDiagnostics.StaticAbstract(method));
        }
        else if (!method.IsVirtual || method.IsFinal || method.IsPrivate)
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

    private (string? Name, ulong? Number) ReadNumber(MethodInfo method, object? given)
    {
        switch (given)
        {
            case string { Length: > 0 } name:
                return (name, null);
            case ulong or uint or ushort or byte or Enum or long or int or short or sbyte or char:
                if (given is Enum)
                {
                    given = Convert.ChangeType(given, Enum.GetUnderlyingType(given.GetType()), CultureInfo.InvariantCulture);
                }

                if (given is ulong number)
                {
                    return (null, number);
                }

                long signed = given is char character ? character : Convert.ToInt64(given, CultureInfo.InvariantCulture);
                if (signed >= 0)
                {
                    return (null, (ulong)signed);
                }

                _problems.Add(ContractDiagnostics.NegativeNumber(method, signed));
                return default;
            default:
                _problems.Add(ContractDiagnostics.NotANumber(method, given));
                return default;
        }
    }
}
