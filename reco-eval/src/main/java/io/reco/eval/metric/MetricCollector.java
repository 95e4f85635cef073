package io.reco.eval.metric;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gathers metrics over characters. {@link #compute} is pure and may run on any thread; {@link #add} runs on one thread, in
 * character order, which makes every mean the same to the last digit however the computing was spread.
 */
public final class MetricCollector {
    private final List<ListMetric> listMetrics = new ArrayList<>();
    private final List<Metric> metrics;
    private final Population population;
    private final List<DoubleArrayList> columns = new ArrayList<>();
    private final Map<Integer, Exposure> exposures;
    private int characters;
    private int withoutRelevant;
    private int withoutList;

    /**
     * @param metrics what to compute
     * @param population over whom metrics of accuracy are averaged
     * @param catalogSize number of items, for system metrics
     * @param resources popularity, for the metrics of popularity lift
     */
    public MetricCollector(
            List<? extends Metric> metrics, Population population, int catalogSize, MetricResources resources) {
        this.metrics = List.copyOf(metrics);
        this.population = population;
        List<SystemMetric> systemMetrics = new ArrayList<>();
        for (Metric metric : this.metrics) {
            if (metric instanceof ListMetric list) {
                listMetrics.add(list);
                columns.add(new DoubleArrayList());
            } else if (metric instanceof SystemMetric system) {
                systemMetrics.add(system);
            }
        }
        exposures = Exposure.forMetrics(systemMetrics, catalogSize, resources.popularity());
    }

    /**
     * {@return the values of all list metrics for one character, NaN where one is not defined or the character is outside the
     * population}
     *
     * @param context the character
     */
    public double[] compute(MetricContext context) {
        boolean included = population.includes(context);
        double[] row = new double[listMetrics.size()];
        for (int m = 0; m < row.length; m++) {
            ListMetric metric = listMetrics.get(m);
            row[m] = included || !metric.usesPopulation() ? metric.value(context) : Double.NaN;
        }
        return row;
    }

    /**
     * Adds the next character.
     *
     * @param context the character
     * @param row what {@link #compute} gave for it
     */
    public void add(MetricContext context, double[] row) {
        characters++;
        withoutRelevant += context.relevantCount() == 0 ? 1 : 0;
        withoutList += context.size() == 0 ? 1 : 0;
        for (int m = 0; m < row.length; m++) {
            columns.get(m).add(row[m]);
        }
        exposures.values().forEach(e -> e.add(context));
    }

    /**
     * Computes and adds the next character.
     *
     * @param context the character
     */
    public void add(MetricContext context) {
        add(context, compute(context));
    }

    /**
     * Adds all characters of another collector behind those of this one. Parts that are merged in order give the means of one
     * collector to the last digit, since these are summed up at the end; popularity lift may differ in the last digit.
     *
     * @param next collector of the same metrics over the same catalogue; not modified
     * @throws IllegalArgumentException for other metrics or another population
     */
    public void merge(MetricCollector next) {
        if (!labels().equals(next.labels()) || population != next.population) {
            throw new IllegalArgumentException("cannot merge " + next.labels() + " over the population "
                    + next.population.label() + " into " + labels() + " over " + population.label());
        }
        for (int m = 0; m < columns.size(); m++) {
            columns.get(m).addAll(next.columns.get(m));
        }
        next.exposures.forEach((cutoff, exposure) ->
                Objects.requireNonNull(exposures.get(cutoff)).merge(exposure));
        characters += next.characters;
        withoutRelevant += next.withoutRelevant;
        withoutList += next.withoutList;
    }

    private List<String> labels() {
        return metrics.stream().map(Metric::label).toList();
    }

    /** {@return the number of characters added} */
    public int characters() {
        return characters;
    }

    /** {@return how many of them have no relevant item} */
    public int withoutRelevant() {
        return withoutRelevant;
    }

    /** {@return how many of them have no list, or an empty one} */
    public int withoutList() {
        return withoutList;
    }

    /** {@return the values so far, in the order of the metrics} */
    public Map<String, MetricValue> values() {
        Map<String, MetricValue> values = new LinkedHashMap<>();
        int column = 0;
        for (Metric metric : metrics) {
            if (metric instanceof ListMetric) {
                values.put(
                        metric.label(), listValue(metric, columns.get(column++).toDoubleArray()));
            } else if (metric instanceof SystemMetric system) {
                Exposure exposure = exposures.get(system.cutoff());
                double value = exposure == null ? Double.NaN : system.value(exposure);
                values.put(
                        metric.label(),
                        new MetricValue(metric.label(), metric.direction(), value, characters, 0, new double[0]));
            }
        }
        return values;
    }

    private static MetricValue listValue(Metric metric, double[] vector) {
        MeanAccumulator mean = new MeanAccumulator();
        for (double value : vector) {
            mean.add(value);
        }
        return new MetricValue(
                metric.label(), metric.direction(), mean.mean(), (int) mean.count(), (int) mean.undefined(), vector);
    }
}
