package dev.assay.eval.dataset;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Files of a folder that a pattern names: {@code data/test-*.parquet}. */
final class FilePattern {
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  private static final Pattern SHARD = Pattern.compile("(.*-)[0-9]{5}-of-([0-9]{5})\\..*");

  private static final int DEEPEST = 8;

  private FilePattern() {}

  /**
   * Regular files, symbolic links followed, in the order of their names; none where the folder is
   * not there.
   *
   * @param pattern relative to the folder, or absolute; a name without wild cards is itself
   * @throws IOException if one of several shards is missing, or the pattern is none
   */
  static List<Path> files(Path folder, String pattern) throws IOException {
    try {
      return named(folder, pattern);
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new IOException("'" + pattern + "' names no files: " + e.getMessage(), e);
    }
  }

  private static List<Path> named(Path folder, String pattern) throws IOException {
    Matcher wild = WILD.matcher(pattern);
    if (!wild.find()) {
      Path file = folder.resolve(pattern);
      List<Path> one = Files.isRegularFile(file) ? List.of(file) : List.of();
      checkShards(one);
      return one;
    }
    int slash = pattern.lastIndexOf('/', wild.start());
    Path base = folder.resolve(slash == 0 ? "/" : pattern.substring(0, Math.max(0, slash)));
    String glob = pattern.substring(slash + 1);
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    PathMatcher matcher = base.getFileSystem().getPathMatcher("glob:" + glob);
    int depth =
        glob.contains("**") ? DEEPEST : (int) glob.chars().filter(c -> c == '/').count() + 1;
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(base, depth, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(file -> matcher.matches(base.relativize(file)))
          .filter(Files::isRegularFile)
          .forEach(found::add);
    }
    found.sort(null);
    checkShards(found);
    return found;
  }

  /** A shard that is not there would silently make another benchmark of the split. */
  static void checkShards(List<Path> found) throws IOException {
    for (Path file : found) {
      Matcher shard = SHARD.matcher(file.getFileName().toString());
      if (shard.matches()) {
        String name = shard.group(1);
        long there =
            found.stream().filter(other -> other.getFileName().toString().startsWith(name)).count();
        if (there != Long.parseLong(shard.group(2))) {
          throw new IOException(
              file + " is one of " + there + " shards, its name says of " + shard.group(2));
        }
      }
    }
  }
}
