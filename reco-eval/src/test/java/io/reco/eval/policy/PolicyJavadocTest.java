package io.reco.eval.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.eval.doc.Javadoc;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Examples of the documentation are computed: inputs and values are taken from the words of the comment. */
class PolicyJavadocTest {
    @ParameterizedTest
    @EnumSource(Estimator.class)
    void estimators(Estimator estimator) {
        Javadoc doc = Javadoc.of(Estimator.class);
        double[] rewards = doc.numbers("rewards ([\\d., ]+), propensities");
        double[] propensities = doc.numbers("propensities ([\\d., ]+), target");
        double[] targets = doc.numbers("target probabilities ([\\d., ]+), so");
        double[] weights = doc.numbers("so weights ([\\d., ]+);");
        assertThat(weights).hasSameSizeAs(rewards);
        for (int i = 0; i < weights.length; i++) {
            assertThat(weights[i]).isEqualTo(targets[i] / propensities[i]);
        }
        double[] expected = new double[rewards.length];
        Arrays.fill(expected, doc.number("the model expects ([\\d.]+) of"));
        PolicyLog log = PolicyLog.of(rewards, propensities, targets).withModel(expected, expected);
        double told = Javadoc.of(Estimator.class, estimator.name()).number("Example: \\{@code ([^}]*)\\}");
        assertThat(OffPolicy.evaluate(log, PolicyOptions.DEFAULT)
                        .estimate(estimator)
                        .value())
                .isCloseTo(told, within(1e-12));
    }

    @Test
    void propensitiesOfChoices() {
        Javadoc doc = Javadoc.of(Propensities.class, "public static double[] ofChoices(");
        int[] actions = Arrays.stream(doc.find("actions \\{@code ([^}]*)\\} in one context")
                        .group(1)
                        .split(", "))
                .mapToInt(action -> List.of("x", "y").indexOf(action))
                .toArray();
        double smoothing = doc.number("\\{@code s = (\\d)\\}");
        int count = (int) doc.number("\\{@code A = (\\d)\\}");
        assertThat(Propensities.ofChoices(new int[actions.length], actions, count, smoothing))
                .containsExactly(doc.numbers("\\{@code A = \\d\\}: \\{@code ([^}]*)\\}"), within(1e-12));
    }
}
