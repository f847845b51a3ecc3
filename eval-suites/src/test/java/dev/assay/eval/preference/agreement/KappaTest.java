package dev.assay.eval.preference.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.preference.StatisticsGoldens;
import dev.assay.eval.preference.agreement.KrippendorffAlpha.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KappaTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private static List<String> labels(JsonNode array) {
    List<String> labels = new ArrayList<>();
    array.forEach(label -> labels.add(label.textValue()));
    return labels;
  }

  private static CohenKappa cohen(JsonNode golden, AgreementWeights weights) {
    return CohenKappa.of(
            labels(golden.get("rater_1")),
            labels(golden.get("rater_2")),
            labels(StatisticsGoldens.section("cohen_kappa").get("order")),
            weights)
        .orElseThrow();
  }

  private static void assertClose(OptionalDouble value, JsonNode golden) {
    assertThat(value.orElseThrow()).isCloseTo(golden.doubleValue(), CLOSE);
  }

  @Test
  void cohensKappaIsAsOtherLibrariesHaveIt() {
    JsonNode golden = StatisticsGoldens.section("cohen_kappa");
    CohenKappa nominal = cohen(golden, AgreementWeights.NOMINAL);
    assertThat(nominal.n()).isEqualTo(20);
    assertThat(nominal.agreement()).isCloseTo(golden.get("agreement").doubleValue(), CLOSE);
    assertClose(nominal.kappa(), golden.get("kappa"));
    assertClose(nominal.standardError(), golden.get("stderr"));
    assertClose(nominal.errorUnderChance(), golden.get("stderr_0"));
    assertClose(cohen(golden, AgreementWeights.LINEAR).kappa(), golden.get("linear"));
    assertClose(cohen(golden, AgreementWeights.QUADRATIC).kappa(), golden.get("quadratic"));
  }

  @ParameterizedTest
  @EnumSource(AgreementWeights.class)
  void oneLabelForAllLeavesNothingToChance(AgreementWeights weights) {
    CohenKappa kappa = cohen(StatisticsGoldens.section("cohen_kappa").get("degenerate"), weights);
    assertThat(kappa.agreement()).isEqualTo(1);
    assertThat(kappa.kappa()).isEmpty();
    assertThat(kappa.standardError()).isEmpty();
    assertThat(CohenKappa.of(List.of(), List.of(), List.of("A"), weights)).isEmpty();
  }

  /** A scale read from its other end is the same scale. */
  @ParameterizedTest
  @EnumSource(AgreementWeights.class)
  void theOtherOrderOfLabelsChangesNoBit(AgreementWeights weights) {
    Random random = new Random(9);
    for (int round = 0; round < 200; round++) {
      double[][] cells = new double[5][5];
      double[][] turned = new double[5][5];
      for (int i = 0; i < 25; i++) {
        cells[i / 5][i % 5] = random.nextInt(12);
        turned[4 - i / 5][4 - i % 5] = cells[i / 5][i % 5];
      }
      assertThat(CohenKappa.of(turned, weights)).isEqualTo(CohenKappa.of(cells, weights));
    }
  }

  @Test
  void labelsThatAreNoneAreRefused() {
    List<String> order = List.of("A", "B");
    assertThatThrownBy(
            () -> CohenKappa.of(List.of("A"), List.of("C"), order, AgreementWeights.NOMINAL))
        .hasMessageContaining("C");
    assertThatThrownBy(
            () -> CohenKappa.of(List.of("A"), List.of(), order, AgreementWeights.NOMINAL))
        .hasMessageContaining("1 labels");
    assertThatThrownBy(() -> FleissKappa.of(List.of(List.of("A", "C")), Set.of("A")))
        .hasMessageContaining("C");
  }

  @Test
  void fleissKappaIsAsOtherLibrariesHaveIt() {
    JsonNode golden = StatisticsGoldens.section("fleiss_kappa");
    List<List<String>> units = new ArrayList<>();
    golden.get("items").forEach(item -> units.add(labels(item)));
    FleissKappa kappa = FleissKappa.of(units, Set.of("A", "B", "tie")).orElseThrow();
    assertThat(kappa.units()).isEqualTo(10);
    assertThat(kappa.raters()).isEqualTo(3);
    assertClose(kappa.kappa(), golden.get("kappa"));
    assertClose(kappa.freeKappa(), golden.get("randolph"));
    units.add(List.of("A", "B"));
    assertThat(FleissKappa.of(units, Set.of("A", "B", "tie"))).isEmpty();
    assertThat(FleissKappa.of(List.of(), Set.of("A"))).isEmpty();
    FleissKappa same = FleissKappa.of(List.of(List.of("A", "A")), Set.of("A")).orElseThrow();
    assertThat(same.kappa()).isEmpty();
    assertThat(same.freeKappa()).isEmpty();
  }

  private static List<List<Double>> krippendorffUnits() {
    List<List<Double>> units = new ArrayList<>();
    for (JsonNode rater : StatisticsGoldens.section("krippendorff_alpha").get("raters")) {
      for (int unit = 0; unit < rater.size(); unit++) {
        if (units.size() <= unit) {
          units.add(new ArrayList<>());
        }
        if (!rater.get(unit).isNull()) {
          units.get(unit).add(rater.get(unit).doubleValue());
        }
      }
    }
    return units;
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void krippendorffsAlphaIsAsOtherLibrariesHaveIt(Scale scale) {
    JsonNode golden = StatisticsGoldens.section("krippendorff_alpha");
    List<List<Double>> units = krippendorffUnits();
    KrippendorffAlpha alpha = KrippendorffAlpha.of(units, scale).orElseThrow();
    assertThat(alpha.units()).isEqualTo(11);
    assertThat(alpha.ratings()).isEqualTo(40);
    assertClose(alpha.alpha(), golden.get(scale.name().toLowerCase(Locale.ROOT)));
    Random random = new Random(3);
    units.forEach(unit -> Collections.shuffle(unit, random));
    Collections.shuffle(units, random);
    assertThat(KrippendorffAlpha.of(units, scale)).contains(alpha);
  }

  @Test
  void alphaOfOneValueOrNoPairIsAbsent() {
    assertThat(KrippendorffAlpha.of(List.of(List.of(1.0), List.of()), Scale.NOMINAL)).isEmpty();
    assertThat(
            KrippendorffAlpha.of(List.of(List.of(1.0, 1.0)), Scale.ORDINAL).orElseThrow().alpha())
        .isEmpty();
  }
}
