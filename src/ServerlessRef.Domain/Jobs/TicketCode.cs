using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.Domain.Jobs;

/// <summary>The code on a ticket, derived from its job: however often the job runs, the ticket has one code.</summary>
public static class TicketCode
{
    // Crockford's alphabet: no I, L, O or U, so that a code read aloud or typed is not mistaken (https://www.crockford.com/base32.html).
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Group = 5;

    /// <summary>Ten characters (50 bits) in two groups: <c>7Q4ZM-0XKD2</c>.</summary>
    public static string For(string jobId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("ticket\n" + jobId));
        var code = new StringBuilder(2 * Group + 1);

        for (var index = 0; index < 2 * Group; index++)
        {
            if (index == Group)
            {
                code.Append('-');
            }

            // 256 is a multiple of 32: the remainder is evenly spread.
            code.Append(Alphabet[hash[index] % Alphabet.Length]);
        }

        return code.ToString();
    }
}
