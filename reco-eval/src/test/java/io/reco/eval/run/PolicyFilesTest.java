package io.reco.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.io.Source;
import io.reco.eval.policy.Estimator;
import io.reco.eval.policy.OffPolicy;
import io.reco.eval.policy.PolicyEvaluation;
import io.reco.eval.policy.PolicyOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PolicyFilesTest {
    private static PolicyFiles.Read read(String text) throws IOException {
        return PolicyFiles.read(Source.of("log", text.getBytes(StandardCharsets.UTF_8)), 1);
    }

    @Test
    void columnsStandInAnyOrderBesideOthers() throws IOException {
        PolicyFiles.Read read = read("note\ttarget\treward\tq_target\tpropensity\tq_logged\tcase\n"
                + "x\t0.25\t1\t0.5\t0.5\t0.5\tann\n"
                + "\t0.75\t0\t0.5\t0.5\t0.5\tbob\n"
                + "y\t0.5\t1\t0.5\t0.25\t0.5\tann\n");
        assertThat(read.estimated()).isFalse();
        assertThat(read.log().size()).isEqualTo(3);
        assertThat(read.log().cases()).isEqualTo(2);
        PolicyEvaluation evaluation = OffPolicy.evaluate(read.log(), PolicyOptions.DEFAULT);
        assertThat(evaluation.estimate(Estimator.SNIPS).value()).isCloseTo(2.5 / 4, within(1e-15));
        assertThat(evaluation.estimate(Estimator.DOUBLY_ROBUST).value()).isCloseTo(2 / 3.0, within(1e-15));
        StringBuilder out = new StringBuilder();
        PolicyTables.writeTsv(evaluation, out);
        assertThat(out)
                .startsWith(
                        "estimator\tvalue\tci_low\tci_high\tdifference\tdifference_low\tdifference_high\nlogged\t0.6666666666666666\t")
                .contains(
                        "\nsnips\t0.625\t",
                        "\ndoubly_robust\t",
                        "\n\nquantity\tvalue\nrows\t3\ncases\t2\n",
                        "\nlargest_weight\t2\n");
    }

    @Test
    void propensitiesCanBeEstimatedFromChoices() throws IOException {
        PolicyFiles.Read read = read("context\taction\treward\ttarget\nc\tx\t1\t0.5\nc\tx\t0\t0.5\nc\ty\t1\t0.5\n");
        assertThat(read.estimated()).isTrue();
        // 3/5, 3/5, 2/5 with smoothing 1.
        assertThat(OffPolicy.evaluate(read.log(), PolicyOptions.DEFAULT)
                        .estimate(Estimator.IPS)
                        .value())
                .isCloseTo((0.5 / 0.6 + 0.5 / 0.4) / 3, within(1e-15));
    }

    @Test
    void badLinesAreNamed() {
        String header = "reward\tpropensity\ttarget\n";
        for (String[] bad : new String[][] {
            {"", "the file is empty"},
            {header, "no row"},
            {"reward\ttarget\n1\t1\n", "reward, target and propensity (or context and action)"},
            {"reward\ttarget\tpropensity\tq_target\n", "both or none"},
            {header + "1\t0\t1\n", "propensity is not a probability above 0"},
            {header + "1\t1e-310\t0.5\n", "with a finite target / propensity"},
            {header + "1\t0.5\t1.5\n", "target is not a probability"},
            {header + "1\t0.5\t1\nx\t0.5\t1\n", "reward is not a finite number"},
            {header + "1\t0.5\n", "2 fields, expected 3"},
            {"reward\tpropensity\ttarget\tcase\n1\t1\t1\t\n", "case is empty"},
        }) {
            assertThatThrownBy(() -> read(bad[0]))
                    .as(bad[0])
                    .isInstanceOf(RunFormatException.class)
                    .hasMessageContaining(bad[1]);
        }
    }
}
