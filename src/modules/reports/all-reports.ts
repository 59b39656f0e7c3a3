import { auditLog } from './audit-log.report.js';
import { dailyTransactions } from './daily-transactions.report.js';
import { failedPayments } from './failed-payments.report.js';
import { manualAdjustments } from './manual-adjustments.report.js';
import { pendingPayments } from './pending-payments.report.js';
import { providerFees } from './provider-fees.report.js';
import { providerPerformance } from './provider-performance.report.js';
import { reconciliationMismatches } from './reconciliation-mismatches.report.js';
import { refunds } from './refunds.report.js';
import type { Report } from './report.js';
import { settlement } from './settlement.report.js';
import { revenueByService } from './revenue-by-service.report.js';

/** Every report, in the order in which they are named. */
export const reports: readonly Report[] = [
  dailyTransactions,
  settlement,
  failedPayments,
  pendingPayments,
  refunds,
  reconciliationMismatches,
  revenueByService,
  providerFees,
  providerPerformance,
  manualAdjustments,
  auditLog,
];

export const reportNames: readonly string[] = reports.map(({ name }) => name);
export const reportNamed = (name: string): Report | null => reports.find((each) => each.name === name) ?? null;
