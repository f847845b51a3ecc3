package dev.assay.core.kernel;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels. Nothing of the vector API is touched before its module is known to be there;
 * a vector class that is missing then is a broken jar and an error, never a reason to fall back.
 */
public final class KernelProvider {
  /** The names that {@link #named} knows. */
  public static final List<String> NAMES =
      List.of("auto", "plain", "vector128", "vector256", "vector512");

  private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final AtomicBoolean FALLBACK_TOLD = new AtomicBoolean();

  private KernelProvider() {}

  /**
   * The kernels of a name; {@code auto} is the widest vectors this machine computes with, or plain
   * Java, with one line in the log that says why.
   *
   * @throws AssayException of kind USAGE for a name that is unknown, or vectors without their
   *     module
   */
  public static Kernels named(String name) {
    if (!NAMES.contains(name)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "there are no kernels named '" + name + "'",
          "known are " + String.join(", ", NAMES),
          NearestNames.suggestion(name, NAMES, "choose auto"));
    }
    boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
    if (name.equals("auto")) {
      return module ? VectorKernels.ofBits(VectorKernels.preferredBits()) : fallback();
    }
    if (name.equals("plain")) {
      return new PlainKernels();
    }
    if (!module) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the kernels " + name + " cannot run",
          "the Java virtual machine was started without the module " + MODULE,
          "start it with --add-modules=" + MODULE + ", or choose plain");
    }
    return VectorKernels.ofBits(Integer.parseInt(name.substring("vector".length())));
  }

  /**
   * Calls the kernels of quantised blocks until they are compiled, once per virtual machine: a
   * tenth of a second or more for each type. Those of other weights have been called by {@link
   * #named}.
   */
  public static void prime(Kernels kernels, Collection<BlockType> types) {
    // There is nothing to wait for where products are computed in plain Java.
    if (!(kernels instanceof PlainKernels)) {
      KernelPriming.prime(kernels, types);
    }
  }

  private static Kernels fallback() {
    if (FALLBACK_TOLD.compareAndSet(false, true)) {
      LOG.warn(
          "computing with plain Java kernels, many times slower: the Java virtual machine was started"
              + " without --add-modules={}",
          MODULE);
    }
    return new PlainKernels();
  }
}
