package dev.assay.spark.internal.tables;

/** The version of this build, from the jar's manifest. */
public final class AssayVersion {
  private AssayVersion() {}

  public static String current() {
    String version = AssayVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
