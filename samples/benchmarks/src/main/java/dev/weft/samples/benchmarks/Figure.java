package dev.weft.samples.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * What one peer took for one operation.
 *
 * @param value in the unit of its workload: the median of the forks
 * @param error how far the furthest fork is from it, or with one fork the error of its iterations;
 *     NaN where that is not known
 * @param bytes allocated; NaN where that is not known
 */
record Figure(double value, double error, double bytes) {
  static Figure of(double value) {
    return new Figure(value, Double.NaN, Double.NaN);
  }

  static Figure ofForks(List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return ofForks(array, Double.NaN, new double[] {Double.NaN});
  }

  static Figure ofForks(double[] values, double errorOfOne, double[] bytes) {
    double median = median(values);
    double error =
        values.length == 1
            ? errorOfOne
            : Arrays.stream(values).map(value -> Math.abs(value - median)).max().orElseThrow();
    return new Figure(median, error, median(bytes));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
