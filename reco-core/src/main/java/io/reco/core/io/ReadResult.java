package io.reco.core.io;

import io.reco.core.data.Dataset;

/**
 * What a reader gives back.
 *
 * @param dataset the data set
 * @param report what was read, accepted and rejected
 */
public record ReadResult(Dataset dataset, ReadReport report) {}
