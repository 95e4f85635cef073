package io.reco.rerank.config;

import io.reco.rerank.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules that files name: every rule of the library, and {@code given} for those of one's own. */
public final class RuleTypes {
    static final SpecFamily<Rule> RULES = new SpecFamily<>(
            "rule",
            Stream.of(EligibilityTypes.types(), ScoreTypes.types(), FillTypes.types(), DiversityTypes.types())
                    .<SpecType<? extends Rule>>flatMap(List::stream)
                    .toList());

    private RuleTypes() {}

    /** All rules with their parameters, in the order of the stages in which they run. */
    public static List<SpecType<? extends Rule>> all() {
        return List.copyOf(RULES.types());
    }

    /** The names of all rules. */
    public static List<String> names() {
        return RULES.types().stream().<String>map(SpecType::name).toList();
    }

    /**
     * The rule of a spec.
     *
     * @throws IllegalArgumentException if it names a resource that is not there, or its parameters do not go together
     */
    public static Rule rule(Spec spec, SurfaceResources resources) {
        return RULES.make(spec, resources);
    }
}
