using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Model;

namespace Binder.Emit;

/// <summary>Makes the dispatcher of a kernel's handlers; emitted once for each list of handler types and shape.</summary>
internal static class DispatcherFactory
{
    /// <summary>
    /// Up to so many calls are a switch, whose methods the JIT may inline. It is compiled in one lump, and everything in it is emitted at once: more calls
    /// are a table.
    /// </summary>
    private const int MostInSwitch = 64;

    /// <summary>
    /// What exists, by shape and types. Held by one of the handlers' types, one that can unload if there is any, so that
    /// nothing here keeps a load context.
    /// </summary>
    private static readonly ConditionalWeakTable<Type, List<Entry>> s_dispatchers = [];

    /// <exception cref="SyscallBindingException">A handler handles nothing, a contract cannot travel in the shape, or two handlers take one number.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static SyscallDispatcher Create(AbiShape shape, object[] handlers)
    {
        EmittedModules.RequireDynamicCode();
        Type[] types = Array.ConvertAll(handlers, handler => handler.GetType());
        Entry entry = Find(shape, types) ?? Emit(shape, types);
        SyscallDispatcher dispatcher = (SyscallDispatcher)entry.Constructor.Invoke([handlers]);
        dispatcher.Calls = entry.Calls;
        if (entry.Table is not null)
        {
            ((TableDispatcher)dispatcher).Use(entry.Table);
        }

        return dispatcher;
    }

    /// <summary>The calls that handlers of these types handle, and the assemblies whose types their code will name.</summary>
    /// <exception cref="SyscallBindingException">As for <see cref="Create"/>.</exception>
    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static HandlerCall[] Plan(AbiShape shape, Type[] types, out AssemblySet assemblies)
    {
        DiagnosticList problems = new();
        HandlerCall[] calls = new HandlerBinder(shape, problems).Bind(types);
        problems.ThrowIfErrors();
        assemblies = UsedAssemblies.Of(typeof(SyscallDispatcher), [.. calls.Select(call => call.Plan)]);
        foreach (Type type in types)
        {
            UsedAssemblies.Add(type, assemblies);
        }

        return calls;
    }

    private static Entry? Find(AbiShape shape, Type[] types)
    {
        if (!s_dispatchers.TryGetValue(Holder(types), out List<Entry>? entries))
        {
            return null;
        }

        lock (entries)
        {
            foreach (Entry entry in entries)
            {
                if (entry.IsFor(shape, types))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private static Entry Emit(AbiShape shape, Type[] types)
    {
        HandlerCall[] calls = Plan(shape, types, out AssemblySet assemblies);
        lock (EmittedModules.Gate)
        {
            // Another thread may have been here first.
            if (Find(shape, types) is { } existing)
            {
                return existing;
            }

            EmittedModule module = EmittedModules.For(assemblies);
            CallTable? table = calls.Length > MostInSwitch ? new(module, types, calls) : null;
            ConstructorInfo constructor = table?.Constructor ?? DispatcherEmitter.Emit(module, types, calls).GetConstructor([typeof(object[])])!;
            Entry entry = new(shape, types, constructor, table, Array.ConvertAll(calls, call => new KeyValuePair<ulong, SyscallDescriptor>(call.Plan.Number, call.Plan.Call)));
            if (types.Select(type => type.IsCollectible ? type.Assembly : null).Distinct().Count(assembly => assembly is not null) <= 1)
            {
                List<Entry> entries = s_dispatchers.GetOrCreateValue(Holder(types));
                lock (entries)
                {
                    entries.Add(entry);
                }
            }

            return entry;
        }
    }

    private static Type Holder(Type[] types) =>
        Array.Find(types, type => type.IsCollectible) ?? (types.Length > 0 ? types[0] : typeof(SyscallDispatcher));

    private sealed record Entry(AbiShape Shape, Type[] Types, ConstructorInfo Constructor, CallTable? Table, KeyValuePair<ulong, SyscallDescriptor>[] Calls)
    {
        public bool IsFor(AbiShape shape, Type[] types) => Shape == shape && Types.AsSpan().SequenceEqual(types);
    }
}
