namespace Binder.Plans;

/// <summary>Why a type cannot travel, and what to write instead.</summary>
internal sealed record Refusal(string Code, string Reason, string Cure);
