package dev.assay.eval.registry;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of a folder, or all shards of one.
 *
 * @param path below the folder, with forward slashes; of the first shard
 * @param parts the file, or its shards in order
 * @param announced how many shards the names say there are
 */
record LogicalFile(String path, List<Path> parts, int announced) {
  private static final Pattern SHARD = Pattern.compile("(.*-)[0-9]{5}-of-([0-9]{5})(\\..*)");

  LogicalFile {
    parts = List.copyOf(parts);
  }

  /** All below a folder in the order of their paths; what begins with a dot is left out. */
  static List<LogicalFile> below(Path folder) throws IOException {
    Path root = folder.toRealPath();
    Map<String, List<Path>> grouped = new TreeMap<>();
    Map<String, Integer> announced = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> found = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (path.startsWith(".") || path.contains("/.")) {
        continue;
      }
      Matcher shard = SHARD.matcher(path);
      String group = shard.matches() ? shard.group(1) + "of" + shard.group(2) : path;
      grouped.computeIfAbsent(group, none -> new ArrayList<>()).add(file);
      announced.put(group, shard.matches() ? Integer.parseInt(shard.group(2)) : 1);
    }
    List<LogicalFile> logical = new ArrayList<>();
    grouped.forEach(
        (group, parts) ->
            logical.add(
                new LogicalFile(
                    root.relativize(parts.get(0)).toString().replace('\\', '/'),
                    parts,
                    announced.get(group))));
    return logical;
  }

  /** What is missing, in words; null where all is there. */
  String problem() {
    return parts.size() == announced
        ? null
        : parts.size() + " of the " + announced + " shards that the names announce are here";
  }
}
