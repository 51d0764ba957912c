using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;

namespace Binder.Model;

/// <summary>
/// Binder's attributes on a contract and its methods, read in place: reflection takes more than a millisecond when it first makes an
/// attribute in a program. Calls that are not given by number are left to it.
/// </summary>
internal unsafe ref struct DeclaredMarks
{
    private readonly AttributeTables _tables;
    private readonly Module _module;

    /// <summary>The token of the constructor by which each mark was last met; 0: not yet.</summary>
    private fixed int _constructors[(int)Mark.Blocking + 1];

    private DeclaredMarks(AttributeTables tables, Module module)
    {
        _tables = tables;
        _module = module;
    }

    private enum Mark
    {
        Foreign,
        Contract,
        Number,
        Name,
        Short,
        Blocking,
    }

    /// <summary>
    /// Opens the metadata of a type, which must stay alive. False where nothing can be read in place: in dynamic assemblies, in the one that
    /// has the attributes itself, and where running programs are edited.
    /// </summary>
    public static bool TryOpen(Type type, out DeclaredMarks marks)
    {
        marks = default;
        if (type.Assembly == typeof(DeclaredMarks).Assembly || MetadataUpdater.IsSupported || !type.Assembly.TryGetRawMetadata(out byte* metadata, out _)
            || !AttributeTables.TryOpen(metadata, out AttributeTables tables) || !tables.CanFindAttributes)
        {
            return false;
        }

        marks = new(tables, type.Module);
        return true;
    }

    /// <summary>Whether a type is marked as a contract.</summary>
    [RequiresUnreferencedCode("Resolves types of attributes.")]
    public bool IsContract(Type type)
    {
        int token = type.MetadataToken;
        bool isContract = false;
        for (int place = _tables.FirstAttribute(token); _tables.IsAttributeOf(token, place); place++)
        {
            isContract |= MarkBy(_tables.Constructor(place)) == Mark.Contract;
        }

        return isContract;
    }

    /// <summary>Reads the marks of a method; false where reflection has to.</summary>
    [RequiresUnreferencedCode("Resolves types of attributes.")]
    public bool TryRead(MethodInfo method, out CallAttributes attributes)
    {
        attributes = default;
        int token = method.MetadataToken;
        if (!_tables.HasMethod(token))
        {
            return false;
        }

        SyscallAttribute? syscall = null;
        bool isShort = false;
        bool isBlocking = false;
        for (int place = _tables.FirstAttribute(token); _tables.IsAttributeOf(token, place); place++)
        {
            switch (MarkBy(_tables.Constructor(place)))
            {
                case Mark.Number:
                    syscall = new(_tables.Number(place));
                    break;
                case Mark.Short:
                    isShort = true;
                    break;
                case Mark.Blocking:
                    isBlocking = true;
                    break;
                case Mark.Name:
                    return false;
            }
        }

        attributes = new(syscall, isShort, isBlocking, _tables.DescribesParameters(token));
        return true;
    }

    [RequiresUnreferencedCode("Resolves types of attributes.")]
    private Mark MarkBy(int constructor)
    {
        for (Mark known = Mark.Contract; known <= Mark.Blocking; known++)
        {
            if (_constructors[(int)known] == constructor)
            {
                return known;
            }
        }

        int attribute = _tables.Constructed(constructor);
        Mark mark = attribute == 0 ? Mark.Foreign
            : Is(attribute, typeof(SyscallAttribute), nameof(SyscallAttribute)) ? _tables.TakesNumber(constructor) ? Mark.Number : Mark.Name
            : Is(attribute, typeof(SyscallInterfaceAttribute), nameof(SyscallInterfaceAttribute)) ? Mark.Contract
            : Is(attribute, typeof(ShortAttribute), nameof(ShortAttribute)) ? Mark.Short
            : Is(attribute, typeof(BlockingAttribute), nameof(BlockingAttribute)) ? Mark.Blocking
            : Mark.Foreign;
        _constructors[(int)mark] = constructor;
        return mark;
    }

    /// <summary>By name, so that few types are loaded; then as a type, since other assemblies may have a namesake.</summary>
    [RequiresUnreferencedCode("Resolves types of attributes.")]
    private readonly bool Is(int reference, Type attribute, string name) =>
        _tables.IsCalled(reference, nameof(Binder), name) && _module.ResolveType(reference) == attribute;
}
