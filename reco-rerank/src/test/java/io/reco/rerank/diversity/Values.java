package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** An objective that writes down what each pick was worth. */
final class Values implements ObjectiveRule {
    final List<Double> placed = new ArrayList<>();
    final List<Double> extras = new ArrayList<>();
    private final ObjectiveRule rule;
    private final Extra extra;

    /** Another number to note of a candidate before it is placed. */
    interface Extra {
        double of(Objective objective, int i);
    }

    Values(ObjectiveRule rule) {
        this(rule, Objective::value);
    }

    Values(ObjectiveRule rule, Extra extra) {
        this.rule = rule;
        this.extra = extra;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Objective bind(Pool pool, RuleContext context, int k) {
        Objective inner = rule.bind(pool, context, k);
        return new Objective() {
            @Override
            public double value(int i) {
                return inner.value(i);
            }

            @Override
            public void place(int i) {
                placed.add(inner.value(i));
                extras.add(extra.of(inner, i));
                inner.place(i);
            }
        };
    }
}
