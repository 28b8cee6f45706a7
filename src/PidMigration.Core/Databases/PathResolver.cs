namespace PidMigration.Databases;

/// <summary>
/// Makes a full path of one that a user wrote. To a program that is from where it was started
/// (<see cref="Path.GetFullPath(string)"/>); a shell has a location, drives and a home of its own.
/// </summary>
/// <param name="path">The path as it was written.</param>
/// <returns>The full path, whether or not something is there.</returns>
public delegate string PathResolver(string path);
