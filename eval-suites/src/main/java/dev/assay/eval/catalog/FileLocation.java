package dev.assay.eval.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a task file lies. */
sealed interface FileLocation {
  /** For messages, and unlike that of every other file. */
  String name();

  /** A file named in this one: relative to its folder, or absolute. */
  FileLocation relative(String path);

  boolean exists();

  byte[] read() throws IOException;

  /** The folder, against which relative local data files are read; null for what Assay brings. */
  String folder();

  /** A file on disk. */
  record OnDisk(Path path) implements FileLocation {
    public OnDisk {
      path = path.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public FileLocation relative(String other) {
      return new OnDisk(path.resolveSibling(other));
    }

    @Override
    public boolean exists() {
      return Files.isRegularFile(path);
    }

    @Override
    public byte[] read() throws IOException {
      return Files.readAllBytes(path);
    }

    @Override
    public String folder() {
      return path.getParent().toString();
    }
  }

  /**
   * A file that comes with Assay.
   *
   * @param path below the folder of shipped tasks, e.g. {@code hellaswag/hellaswag.yaml}
   */
  record Shipped(String path) implements FileLocation {
    private static final String ROOT = "tasks/";

    @Override
    public String name() {
      return "assay:" + path;
    }

    @Override
    public FileLocation relative(String other) {
      return new Shipped(Path.of(path).resolveSibling(other).normalize().toString());
    }

    @Override
    public boolean exists() {
      return Shipped.class.getResource(ROOT + path) != null;
    }

    @Override
    public byte[] read() throws IOException {
      try (InputStream in = Shipped.class.getResourceAsStream(ROOT + path)) {
        if (in == null) {
          throw new IOException("no such file");
        }
        return in.readAllBytes();
      }
    }

    @Override
    public String folder() {
      return null;
    }
  }
}
