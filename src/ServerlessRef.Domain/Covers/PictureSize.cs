namespace ServerlessRef.Domain.Covers;

/// <summary>Size of one picture in pixels.</summary>
public readonly record struct PictureSize(int Width, int Height);
