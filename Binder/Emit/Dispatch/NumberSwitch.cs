using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>
/// Finds the branch of a number: runs of numbers that lie close together are one jump table each, and the runs are found by
/// halving. Every branch is a call of a small method, so that a call which is never made is never compiled.
/// </summary>
internal sealed class NumberSwitch(IlWriter il, LocalBuilder number, Label unknown)
{
    /// <summary>A run may have as many holes as numbers, and never more entries than this for each number.</summary>
    private const ulong EntriesPerNumber = 2;

    /// <summary>Up to so many numbers are compared one by one: a wrong guess costs a conditional jump less than an indirect one.</summary>
    private const int MostCompared = 4;

    /// <param name="branches">The numbers, ascending and different, each with where to go.</param>
    public void Emit(IReadOnlyList<(ulong Number, Label Branch)> branches)
    {
        List<(int Start, int End)> runs = Runs(branches);
        if (runs.Count == 0)
        {
            il.Branch(unknown);
        }
        else
        {
            EmitRuns(branches, runs, 0, runs.Count);
        }
    }

    private static List<(int Start, int End)> Runs(IReadOnlyList<(ulong Number, Label Branch)> branches)
    {
        List<(int Start, int End)> runs = [];
        int start = 0;
        for (int i = 1; i <= branches.Count; i++)
        {
            bool goesOn = i < branches.Count
                && branches[i].Number - branches[start].Number < EntriesPerNumber * (ulong)(i - start + 1)
                && branches[i].Number - branches[i - 1].Number <= 8;
            if (!goesOn)
            {
                runs.Add((start, i));
                start = i;
            }
        }

        return runs;
    }

    private void EmitRuns(IReadOnlyList<(ulong Number, Label Branch)> branches, List<(int Start, int End)> runs, int first, int end)
    {
        if (end - first == 1)
        {
            EmitRun(branches, runs[first].Start, runs[first].End);
            return;
        }

        int middle = (first + end) / 2;
        Label lower = il.Label();
        il.Load(number);
        il.Constant(branches[runs[middle].Start].Number);
        il.BranchIfBelowUnsigned(lower);
        EmitRuns(branches, runs, middle, end);
        il.Mark(lower);
        EmitRuns(branches, runs, first, middle);
    }

    private void EmitRun(IReadOnlyList<(ulong Number, Label Branch)> branches, int start, int end)
    {
        ulong first = branches[start].Number;
        ulong last = branches[end - 1].Number;
        if (end - start > 1 && IsOneWay(branches, start, end))
        {
            EmitRange(branches[start].Branch, first, last);
            return;
        }

        if (end - start <= MostCompared)
        {
            EmitCompares(branches, start, end);
            return;
        }

        Label[] table = new Label[(int)(last - first) + 1];
        Array.Fill(table, unknown);
        for (int i = start; i < end; i++)
        {
            table[(int)(branches[i].Number - first)] = branches[i].Branch;
        }

        // The jump table takes 32 bits: what lies above must not come round to a number of it.
        il.Load(number);
        il.Constant(last);
        il.BranchIfAboveUnsigned(unknown);
        il.Load(number);
        il.Constant(first);
        il.BranchIfBelowUnsigned(unknown);
        il.Load(number);
        il.Constant(first);
        il.Subtract();
        il.Convert(typeof(uint));
        il.Switch(table);
        il.Branch(unknown);
    }

    private void EmitCompares(IReadOnlyList<(ulong Number, Label Branch)> branches, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            il.Load(number);
            il.Constant(branches[i].Number);
            il.BranchIfEqual(branches[i].Branch);
        }

        il.Branch(unknown);
    }

    /// <summary>All numbers of the run go the same way: whether it is one of them is a single unsigned compare.</summary>
    private void EmitRange(Label branch, ulong first, ulong last)
    {
        il.Load(number);
        if (first > 0)
        {
            il.Constant(first);
            il.Subtract();
        }

        il.Constant(last - first);
        il.BranchIfAboveUnsigned(unknown);
        il.Branch(branch);
    }

    private static bool IsOneWay(IReadOnlyList<(ulong Number, Label Branch)> branches, int start, int end)
    {
        for (int i = start + 1; i < end; i++)
        {
            if (branches[i].Branch != branches[start].Branch || branches[i].Number != branches[i - 1].Number + 1)
            {
                return false;
            }
        }

        return true;
    }
}
