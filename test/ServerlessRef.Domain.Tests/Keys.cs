using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Tests;

internal static class Keys
{
    public static IdempotencyKey Key(string text = "0123456789abcdef")
    {
        Assert.True(IdempotencyKey.Parse(text).TryGet(out var key, out _));
        return key;
    }
}
