package io.reco.eval;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How numbers came about; two results can be compared only if their protocols are equal. Printed with every result.
 *
 * @param dataset name of the data
 * @param split how training and test part were cut
 * @param filter whether seen tracks were allowed
 * @param candidateSet out of what was ranked, and whether candidates were sampled
 * @param relevance which test events make a track relevant
 * @param level grade from which a track is relevant
 * @param population over whom accuracy is averaged
 * @param listLength items per list
 * @param trainEvents events in the training part
 * @param testEvents events in the test part
 */
public record EvaluationProtocol(
        String dataset,
        String split,
        String filter,
        String candidateSet,
        String relevance,
        int level,
        String population,
        int listLength,
        int trainEvents,
        int testEvents) {

    /** {@return names and values to print, in order} */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("data", dataset);
        entries.put("split", split);
        entries.put("filter", filter);
        entries.put("ranking", candidateSet);
        entries.put("relevant", relevance + (level == 1 ? "" : ", grade " + level + " or more"));
        entries.put("mean over", population);
        entries.put("list length", Integer.toString(listLength));
        entries.put("training events", String.format(Locale.ROOT, "%,d", trainEvents));
        entries.put("test events", String.format(Locale.ROOT, "%,d", testEvents));
        return entries;
    }
}
