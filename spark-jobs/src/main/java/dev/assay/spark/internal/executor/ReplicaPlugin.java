package dev.assay.spark.internal.executor;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import scala.Tuple2;

/**
 * Executors load the model of {@code spark.assay.model}, where that is set, as soon as they start,
 * and show Spark's metrics system what their replica does ({@link ReplicaMetrics}). The driver
 * opens the folder first, so that one that is missing or broken ends the application before a job
 * begins.
 */
public final class ReplicaPlugin implements SparkPlugin {
  private static final String FINGERPRINT = "fingerprint";
  private static final String TOKENIZER_FINGERPRINT = "tokenizer_fingerprint";

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext context, PluginContext plugin) {
        String model = settings(context.conf()).text(Setting.MODEL);
        if (model.isEmpty()) {
          return Map.of();
        }
        ModelFolder folder = ModelFolder.open(Path.of(model));
        return Map.of(
            FINGERPRINT,
            folder.fingerprint(),
            TOKENIZER_FINGERPRINT,
            ModelReference.tokenizerFingerprint(folder));
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext plugin, Map<String, String> told) {
        ReplicaMetrics.register(plugin.metricRegistry(), ExecutorReplicas.instance());
        if (told.containsKey(FINGERPRINT)) {
          Settings settings = settings(plugin.conf());
          Path model = Path.of(settings.text(Setting.MODEL)).toAbsolutePath().normalize();
          ModelReference reference =
              new ModelReference(
                  model.toString(),
                  told.get(FINGERPRINT),
                  told.get(TOKENIZER_FINGERPRINT),
                  ReplicaSettings.of(settings));
          // Tasks wait for the same replica where they come before it is there.
          Thread warming =
              new Thread(() -> ExecutorReplicas.instance().lease(reference).close(), "assay-warm");
          warming.setDaemon(true);
          warming.start();
        }
      }
    };
  }

  private static Settings settings(SparkConf conf) {
    Map<String, String> configuration =
        Arrays.stream(conf.getAll())
            .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2, (one, other) -> other, HashMap::new));
    return Settings.of(configuration);
  }
}
