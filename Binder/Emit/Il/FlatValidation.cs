using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Asks the records of a value that came in registers whether they are legal, inner ones first.</summary>
internal static class FlatValidation
{
    public static void Ask(IlWriter il, ValuePlan plan, Place place, Label malformed)
    {
        if (plan is RecordPlan record)
        {
            foreach (FieldPlan field in record.Fields)
            {
                Ask(il, field.Value, place.Field(field.Field), malformed);
            }
        }

        if (plan.IsValidated)
        {
            ValidationIl.Ask(il, place, malformed);
        }
    }

    /// <summary>Whether anything is asked.</summary>
    public static bool IsNeeded(ValuePlan plan) =>
        plan.IsValidated || (plan is RecordPlan record && Array.Exists(record.Fields, static field => IsNeeded(field.Value)));
}
