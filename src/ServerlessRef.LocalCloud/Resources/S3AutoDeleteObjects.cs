namespace ServerlessRef.LocalCloud.Resources;

internal sealed class S3AutoDeleteObjects() : IgnoredResource("Custom::S3AutoDeleteObjects", "empties a bucket before it is deleted; nothing is deleted here");
