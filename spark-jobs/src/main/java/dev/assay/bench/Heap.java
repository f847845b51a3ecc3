package dev.assay.bench;

import java.lang.management.ManagementFactory;

/** The heap of this virtual machine. */
final class Heap {
  private Heap() {}

  /** Bytes in use, once garbage is collected. */
  static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes that are left of the most it may take, once garbage is collected. */
  static long freeBytes() {
    return Runtime.getRuntime().maxMemory() - usedBytes();
  }
}
