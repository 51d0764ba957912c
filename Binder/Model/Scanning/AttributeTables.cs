namespace Binder.Model;

/// <summary>The tables of an assembly's metadata that say which type or method carries which attribute, and how methods are called, read in place (ECMA-335 II.22, II.24).</summary>
/// <remarks>
/// By hand, because the framework's reader costs a cold process more than all the rest of a scan (numbers at <see cref="MarkedTypes"/>),
/// and by pointers, because spans make the JIT work three times as long here. The runtime loaded this assembly from the same bytes.
/// </remarks>
internal readonly unsafe ref struct AttributeTables
{
    private const int Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, FieldPtr = 0x03, Field = 0x04, MethodPtr = 0x05, MethodDef = 0x06,
        ParamPtr = 0x07, Param = 0x08, InterfaceImpl = 0x09, MemberRef = 0x0A, Constant = 0x0B, CustomAttribute = 0x0C, Property = 0x17,
        ModuleRef = 0x1A, TypeSpec = 0x1B, AssemblyRef = 0x23, TableLimit = 64;

    /// <summary>Before the name in a row of methods: address and two sets of flags.</summary>
    private const int MethodNameAt = 8;

    /// <summary>Of a blob shorter than 128 bytes, and of the argument of an attribute.</summary>
    private const int BlobLength = 1, Prolog = 2;

    /// <summary>The tables whose rows can carry attributes: HasCustomAttribute of II.24.2.6.</summary>
    private const ulong Attributed = 1UL << MethodDef | 1UL << Field | 1UL << TypeRef | 1UL << TypeDef | 1UL << Param | 1UL << InterfaceImpl
        | 1UL << MemberRef | 1UL << Module | 1UL << 0x0E | 1UL << Property | 1UL << 0x14 | 1UL << 0x11 | 1UL << ModuleRef | 1UL << TypeSpec
        | 1UL << 0x20 | 1UL << AssemblyRef | 1UL << 0x26 | 1UL << 0x27 | 1UL << 0x28 | 1UL << 0x2A | 1UL << 0x2C | 1UL << 0x2B;

    private readonly byte* _strings, _blobs, _references, _methods, _parameters, _members, _attributes;
    private readonly int _referenceRows, _methodRows, _parameterRows, _memberRows, _attributeRows;
    private readonly int _string, _scope, _reference, _method, _parameterList, _parameter, _memberParent, _member, _attributeParent, _attributeType, _attribute, _blob; // widths in bytes
    private readonly bool _sortsAttributes;

    private AttributeTables(byte* tables, byte* strings, byte* blobs)
    {
        ulong present = *(ulong*)(tables + 8);
        byte* at = tables + 24;
        int[] rows = new int[TableLimit]; // no stackalloc: it would forbid the JIT's first tier
        for (int table = 0; table < TableLimit; table++)
        {
            if ((present >> table & 1) == 0)
            {
                continue;
            }

            rows[table] = *(int*)at;
            at += 4;
        }

        int heaps = tables[6];
        if ((heaps & 0x40) != 0)
        {
            at += 4; // extra data, in no standard
        }

        _strings = strings;
        _blobs = blobs;
        _sortsAttributes = (*(ulong*)(tables + 16) >> CustomAttribute & 1) != 0;
        _string = (heaps & 1) != 0 ? 4 : 2;
        _blob = (heaps & 4) != 0 ? 4 : 2;
        int guid = (heaps & 2) != 0 ? 4 : 2;
        int type = Index(rows, 2, 1UL << TypeDef | 1UL << TypeRef | 1UL << TypeSpec);
        _scope = Index(rows, 2, 1UL << Module | 1UL << ModuleRef | 1UL << AssemblyRef | 1UL << TypeRef);
        _memberParent = Index(rows, 3, 1UL << TypeDef | 1UL << TypeRef | 1UL << ModuleRef | 1UL << MethodDef | 1UL << TypeSpec);
        _attributeParent = Index(rows, 5, Attributed);
        _attributeType = Index(rows, 3, 1UL << MethodDef | 1UL << MemberRef);
        _reference = _scope + (2 * _string);
        _parameterList = Index(rows, 0, 1UL << Param);
        _method = MethodNameAt + _string + _blob + _parameterList;
        _parameter = 4 + _string;
        _member = _memberParent + _string + _blob;
        _attribute = _attributeParent + _attributeType + _blob;

        at += rows[Module] * (2 + _string + (3 * guid));
        _references = at;
        _referenceRows = rows[TypeRef];
        at += _referenceRows * _reference;
        at += rows[TypeDef] * (4 + (2 * _string) + type + Index(rows, 0, 1UL << Field) + Index(rows, 0, 1UL << MethodDef));
        at += rows[Field] * (2 + _string + _blob);
        _methods = at;
        _methodRows = rows[MethodDef];
        at += _methodRows * _method;
        _parameters = at;
        _parameterRows = rows[Param];
        at += _parameterRows * _parameter;
        at += rows[InterfaceImpl] * (Index(rows, 0, 1UL << TypeDef) + type);
        _members = at;
        _memberRows = rows[MemberRef];
        at += _memberRows * _member;
        at += rows[Constant] * (2 + Index(rows, 2, 1UL << Field | 1UL << Param | 1UL << Property) + _blob);
        _attributes = at;
        _attributeRows = rows[CustomAttribute];
    }

    /// <summary>Opens an assembly's raw metadata; false where its tables are reached
    /// through others, as an editing compiler writes them, and on machines that read numbers the other way round.</summary>
    public static bool TryOpen(byte* metadata, out AttributeTables opened)
    {
        byte* tables = null, strings = null, blobs = null;
        byte* version = metadata + 16;
        byte* streams = version + *(int*)(metadata + 12) + 2;
        byte* header = streams + 2;
        for (int left = *(ushort*)streams; left > 0; left--)
        {
            byte* name = header + 8;
            if (Holds(name, "#Strings"))
            {
                strings = metadata + *(int*)header;
            }
            else if (Holds(name, "#Blob"))
            {
                blobs = metadata + *(int*)header;
            }
            else if (Holds(name, "#~") || Holds(name, "#-"))
            {
                tables = metadata + *(int*)header;
            }

            int length = 1;
            while (name[length - 1] != 0)
            {
                length++;
            }

            header = name + (length + 3 & ~3);
        }

        const ulong indirections = 1UL << FieldPtr | 1UL << MethodPtr | 1UL << ParamPtr;
        bool direct = BitConverter.IsLittleEndian && tables != null && strings != null && (*(ulong*)(tables + 8) & indirections) == 0;
        opened = direct ? new AttributeTables(tables, strings, blobs) : default;
        return direct;
    }

    /// <summary>The name of a method of this assembly; null where it is not ASCII, or where an edit of the running program added the method.</summary>
    public string? MethodName(int token)
    {
        if (!HasMethod(token))
        {
            return null;
        }

        byte* name = _strings + Read(_methods + (((token & 0xFFFFFF) - 1) * _method) + MethodNameAt, _string);
        int length = 0;
        for (; name[length] != 0; length++)
        {
            if (name[length] > 0x7F)
            {
                return null;
            }
        }

        char[] characters = new char[length];
        for (int i = 0; i < length; i++)
        {
            characters[i] = (char)name[i];
        }

        return new string(characters);
    }

    /// <summary>The tokens of this assembly's references to the type of that name, not nested: almost always none or one.</summary>
    public List<int> ReferencesTo(string space, string name)
    {
        List<int> found = [];
        byte* row = _references;
        for (int number = 1; number <= _referenceRows; number++, row += _reference)
        {
            if (IsCalled(row, space, name))
            {
                found.Add(TypeRef << 24 | number);
            }
        }

        return found;
    }

    /// <summary>Adds the tokens of the types marked with the attribute of which <paramref name="reference"/> is the token here.</summary>
    public void AddMarkedBy(int reference, List<int> types)
    {
        int parent = (reference & 0xFFFFFF) << 3 | 1;
        byte* row = _members;
        for (int number = 1; number <= _memberRows; number++, row += _member)
        {
            if (Read(row, _memberParent) == parent)
            {
                AddMarkedByConstructor(MemberRef << 24 | number, types);
            }
        }
    }

    /// <summary>Adds the tokens of the types whose attribute that constructor makes, a method of this assembly or a reference to one.</summary>
    public void AddMarkedByConstructor(int constructor, List<int> types)
    {
        int coded = (constructor & 0xFFFFFF) << 3 | (constructor >> 24 == MemberRef ? 3 : 2);
        byte* row = _attributes;
        for (int left = _attributeRows; left > 0; left--, row += _attribute)
        {
            if (Read(row + _attributeParent, _attributeType) == coded && (*row & 31) == 3)
            {
                types.Add(TypeDef << 24 | Read(row, _attributeParent) >> 5);
            }
        }
    }

    /// <summary>Whether the attributes of one row of a table can be found without looking at those of all others.</summary>
    public bool CanFindAttributes => _sortsAttributes && _blobs != null;

    /// <summary>Whether a method is one of these tables, not one that an edit of the running program added.</summary>
    public bool HasMethod(int method) => (method & 0xFFFFFF) <= _methodRows;

    /// <summary>Whether a parameter of a method of this assembly, or what it returns, carries an attribute, one that flags stand for included.</summary>
    public bool DescribesParameters(int method)
    {
        int number = method & 0xFFFFFF;
        int end = number < _methodRows ? FirstParameter(number + 1) : _parameterRows + 1;
        for (int parameter = FirstParameter(number); parameter < end; parameter++)
        {
            int token = Param << 24 | parameter;
            if (*(ushort*)(_parameters + ((parameter - 1) * _parameter)) != 0 || IsAttributeOf(token, FirstAttribute(token)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place of the first attribute of a type, method or parameter of this assembly; its others are in the places behind it.</summary>
    /// <param name="token">The type's, method's or parameter's.</param>
    public int FirstAttribute(int token)
    {
        int parent = Parent(token);
        int first = 0;
        for (int end = _attributeRows; first < end;)
        {
            int middle = (first + end) >>> 1;
            if ((uint)Read(_attributes + (middle * _attribute), _attributeParent) < (uint)parent)
            {
                first = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return first;
    }

    /// <summary>Whether there is an attribute in a place, and the type, method or parameter carries it.</summary>
    public bool IsAttributeOf(int token, int place) =>
        place < _attributeRows && Read(_attributes + (place * _attribute), _attributeParent) == Parent(token);

    /// <summary>The token of the constructor that makes an attribute: a method of this assembly or a reference to one.</summary>
    public int Constructor(int place)
    {
        int coded = Read(_attributes + (place * _attribute) + _attributeParent, _attributeType);
        return ((coded & 7) == 2 ? MethodDef : MemberRef) << 24 | coded >>> 3;
    }

    /// <summary>The argument of an attribute whose constructor <see cref="TakesNumber"/> (II.23.3).</summary>
    public ulong Number(int place) =>
        *(ulong*)(_blobs + Read(_attributes + (place * _attribute) + _attributeParent + _attributeType, _blob) + BlobLength + Prolog);

    /// <summary>Whether a constructor takes one unsigned integer of 64 bits: an instance method of one parameter, which returns nothing (II.23.2.2).</summary>
    /// <param name="constructor">A reference to it.</param>
    public bool TakesNumber(int constructor)
    {
        byte* signature = _blobs + Read(Member(constructor) + _memberParent + _string, _blob) + BlobLength;
        return signature[0] == 0x20 && signature[1] == 1 && signature[2] == 0x01 && signature[3] == 0x0B;
    }

    /// <summary>The token of the reference to the type that a constructor makes; 0 where it is not in another assembly, or generic.</summary>
    public int Constructed(int constructor) =>
        constructor >> 24 == MemberRef && Read(Member(constructor), _memberParent) is var parent && (parent & 7) == 1 ? TypeRef << 24 | parent >>> 3 : 0;

    /// <summary>Whether a reference is to a type of that name, not nested.</summary>
    public bool IsCalled(int reference, string space, string name) => IsCalled(_references + (((reference & 0xFFFFFF) - 1) * _reference), space, name);

    private bool IsCalled(byte* reference, string space, string name) =>
        Holds(_strings + Read(reference + _scope, _string), name) && Holds(_strings + Read(reference + _scope + _string, _string), space);

    private byte* Member(int reference) => _members + (((reference & 0xFFFFFF) - 1) * _member);

    private int FirstParameter(int method) => Read(_methods + ((method - 1) * _method) + MethodNameAt + _string + _blob, _parameterList);

    /// <summary>How the table of attributes writes a type, method or parameter.</summary>
    private static int Parent(int token) => (token & 0xFFFFFF) << 5 | (token >> 24) switch { TypeDef => 3, Param => 4, _ => 0 };

    /// <summary>The width of an index into any of the tables (a set of bits), whose choice takes its low bits.</summary>
    private static int Index(int[] rows, int choice, ulong tables)
    {
        for (int table = 0; tables != 0; table++, tables >>= 1)
        {
            if ((tables & 1) != 0 && rows[table] >= 1 << 16 - choice)
            {
                return 4;
            }
        }

        return 2;
    }

    private static int Read(byte* from, int width) => width == 2 ? *(ushort*)from : *(int*)from;

    private static bool Holds(byte* text, string ascii)
    {
        for (int i = 0; i < ascii.Length; i++)
        {
            if (text[i] != ascii[i])
            {
                return false;
            }
        }

        return text[ascii.Length] == 0;
    }
}
