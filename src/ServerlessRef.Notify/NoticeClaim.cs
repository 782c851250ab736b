namespace ServerlessRef.Notify;

/// <summary>Whether a notice is ours to tell.</summary>
internal enum NoticeClaim
{
    /// <summary>Until the lease ends.</summary>
    Ours,

    /// <summary>Everybody was told.</summary>
    Told,

    /// <summary>Another delivery is at it, or died at it a moment ago.</summary>
    Held,
}
