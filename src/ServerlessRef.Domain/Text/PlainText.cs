using System.Globalization;
using System.Text;

namespace ServerlessRef.Domain.Text;

/// <summary>
/// The rule for a line people read (a title, a name): outer white space removed, 1 to a bound of UTF-16 code units, at least one visible
/// character; no control characters, line breaks, lone surrogates, noncharacters, replacement characters or marks that reorder text (they make one name look like
/// another). It is kept as sent otherwise: functions run without ICU, where Unicode normalisation does nothing, so none is promised.
/// </summary>
public static class PlainText
{
    /// <summary>The text without outer white space, or null with an error noted.</summary>
    public static string? Check(string field, string? text, int maxLength, FieldErrors errors)
    {
        if (text is null)
        {
            errors.Add(field, $"is missing; send a text of 1 to {maxLength} characters.");
            return null;
        }

        var trimmed = text.Trim();
        if (trimmed.Length > maxLength)
        {
            errors.Add(field, $"has {trimmed.Length} characters; at most {maxLength} are accepted.");
            return null;
        }

        if (FirstFault(trimmed) is { } fault)
        {
            errors.Add(field, fault);
            return null;
        }

        return trimmed;
    }

    private static string? FirstFault(string text)
    {
        var visible = false;
        for (var index = 0; index < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return $"contains half a character (U+{(int)text[index]:X4} at position {index}); send well-formed Unicode.";
            }

            if (rune == Rune.ReplacementChar)
            {
                // What a gateway makes of bytes that are no UTF-8: whoever sent them did not send this.
                return $"contains the replacement character U+FFFD at position {index}: the bytes sent were not UTF-8. Send UTF-8.";
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (IsForbidden(rune, category))
            {
                return $"contains the character U+{rune.Value:X4} at position {index}; control characters, line breaks and marks that reorder text are not accepted.";
            }

            visible |= IsVisible(category);
            index += length;
        }

        return visible ? null : "contains nothing visible; send at least one letter, digit or sign.";
    }

    private static bool IsForbidden(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || (rune.Value & 0xFFFE) == 0xFFFE
        || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsVisible(UnicodeCategory category) =>
        category is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
