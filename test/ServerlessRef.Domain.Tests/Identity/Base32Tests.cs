using System.Numerics;
using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Tests.Identity;

public sealed class Base32Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("00", "00")]
    [InlineData("FF", "zw")]
    [InlineData("0001", "000g")]
    public void Bytes_become_characters_of_five_bits_each(string hex, string expected) =>
        Assert.Equal(expected, Base32.Encode(Convert.FromHexString(hex)));

    [Fact]
    public void It_agrees_with_arithmetic_on_big_numbers()
    {
        var random = new Random(20261121);
        for (var length = 1; length <= 32; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(Reference(bytes), Base32.Encode(bytes));
        }
    }

    private static string Reference(byte[] bytes)
    {
        var characters = Base32.LengthOf(bytes.Length);
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) << ((characters * 5) - (bytes.Length * 8));
        var text = new char[characters];
        for (var index = characters - 1; index >= 0; index--)
        {
            text[index] = "0123456789abcdefghjkmnpqrstvwxyz"[(int)(number % 32)];
            number /= 32;
        }

        return new string(text);
    }
}
