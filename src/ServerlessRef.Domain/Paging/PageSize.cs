using System.Globalization;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Paging;

/// <summary>How many items a page of a list holds at most.</summary>
public static class PageSize
{
    /// <summary>Reads <c>limit</c>: 1 to 100, 20 when left out; null with an error noted.</summary>
    public static int? Check(IReadOnlyList<string> values, FieldErrors errors)
    {
        switch (values)
        {
            case []:
                return Limits.PageDefault;
            case [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= Limits.PageMin and <= Limits.PageMax:
                return size;
            default:
                errors.Add("limit", $"is not one whole number from {Limits.PageMin} to {Limits.PageMax}; leave it out for {Limits.PageDefault}.");
                return null;
        }
    }
}
