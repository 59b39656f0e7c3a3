import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DashboardFigures } from './dashboard-figures.js';
import { BreakdownBy, HomeFiguresFor } from './dashboard.commands.js';

@QueryHandler(HomeFiguresFor)
export class HomeFiguresForHandler implements IQueryHandler<HomeFiguresFor> {
  constructor(@Inject(DashboardFigures) private readonly figures: DashboardFigures) {}

  execute({ filters, share }: HomeFiguresFor) {
    return this.figures.home(filters, share);
  }
}

@QueryHandler(BreakdownBy)
export class BreakdownByHandler implements IQueryHandler<BreakdownBy> {
  constructor(@Inject(DashboardFigures) private readonly figures: DashboardFigures) {}

  execute({ by, filters }: BreakdownBy) {
    return this.figures.breakdown(by, filters);
  }
}

export const dashboardHandlers = [HomeFiguresForHandler, BreakdownByHandler];
